/// EBB_SANITIZED is there in a build with the address sanitizer, which gcc and clang tell each in
/// its own way.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define EBB_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EBB_SANITIZED 1
#endif
#endif
