#ifndef NABLA_CURL_SHIM_H
#define NABLA_CURL_SHIM_H
// The library is loaded while nabla runs, and only where it is needed, so nothing is linked. Its two
// functions that take arguments of any type, which Swift cannot call, are called here: each of these
// takes the function that was loaded.
#include <curl/curl.h>

typedef CURLcode (*nabla_curl_setter)(CURL *, CURLoption, ...);
typedef CURLcode (*nabla_curl_getter)(CURL *, CURLINFO, ...);
typedef size_t (*nabla_curl_taker)(char *, size_t, size_t, void *);

static inline int nabla_curl_set_number(void *set, void *handle, CURLoption option, long value) {
  return ((nabla_curl_setter)set)(handle, option, value);
}

static inline int nabla_curl_set_size(void *set, void *handle, CURLoption option, int64_t value) {
  return ((nabla_curl_setter)set)(handle, option, (curl_off_t)value);
}

static inline int nabla_curl_set_pointer(
    void *set, void *handle, CURLoption option, const void *value) {
  return ((nabla_curl_setter)set)(handle, option, value);
}

static inline int nabla_curl_set_taker(void *set, void *handle, nabla_curl_taker value) {
  return ((nabla_curl_setter)set)(handle, CURLOPT_WRITEFUNCTION, value);
}

static inline long nabla_curl_status(void *get, void *handle) {
  long status = 0;
  ((nabla_curl_getter)get)(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}
#endif
