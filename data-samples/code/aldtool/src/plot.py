# SPDX-License-Identifier: Apache-2.0
import sys


def plot(lengths):
    for name, length in lengths.items():
        print(name.ljust(10), "#" * (length // 4))


if __name__ == "__main__":
    plot({"Ald": 112, "Moor Beck": 48})
