#pragma once
#include <vector>

namespace ald {
class Flow {
public:
    std::vector<double> depths;
};
}  // namespace ald
