#ifndef LENGTH_H
#define LENGTH_H
struct river {
    const char *name;
    int length;
};
#endif
