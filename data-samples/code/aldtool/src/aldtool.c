/*
 * aldtool: the length of a river
 *
 * This program is free software; you can redistribute it and/or modify
 * it under the terms of the GNU General Public License as published by
 * the Free Software Foundation; either version 2 of the License, or
 * (at your option) any later version.
 */
#include <stdio.h>
#include "length.h"

int main(int argc, char **argv)
{
    struct river ald = { .name = "Ald", .length = 112 };
    printf("%s is %d km long\n", ald.name, ald.length);
    return argc > 2;
}
