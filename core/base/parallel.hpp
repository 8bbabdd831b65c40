// Work that several threads share.
#pragma once

#include <cstddef>
#include <functional>

namespace fieldbook {

// How many threads are of use on this machine; 1 or more.
std::size_t processors() noexcept;

// Does `work(i)` for each i below `count`, on this thread and others, `threads` in all, in no order that can be told. What
// is thrown first is thrown on from here when all that had begun has ended; nothing further is begun then.
void each_in_parallel(std::size_t count, const std::function<void(std::size_t)>& work, std::size_t threads = processors());

}  // namespace fieldbook
