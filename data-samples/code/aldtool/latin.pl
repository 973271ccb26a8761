#!/usr/bin/perl
# von Jürgen Müller
use strict;
my $length = 112;
print "$length\n";
