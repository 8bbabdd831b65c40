/* A good assessor in C11: the interface is C, and another language than the host's will do. */
#include <string.h>

#include "fieldbook/assessor.h"

#define TEXT(words) { words, sizeof(words) - 1 }

static fb_status create(fb_text config, void **self) {
  static int instance;
  (void)config;
  *self = &instance;
  return FB_OK;
}

static fb_status assess(void *self, const fb_document *document, const fb_library *library, const fb_report *report) {
  fb_judgement one = { sizeof one, FB_ESTABLISHED, TEXT("one"), TEXT("the first sentence says so"), 1.0, document->sentences, 1 };
  fb_judgement two = { sizeof two, FB_ABSENT, TEXT("two"), TEXT("not there"), 0.5, NULL, 0 };
  (void)self;
  if (document->sentence_count == 0) {
    one.rating = FB_ABSENT;
    one.quote_count = 0;
  }
  if (FB_HAS(library, fb_library, cancelled) && library->cancelled(library->host) == FB_CANCELLED) return FB_CANCELLED;
  if (report->judge(report->host, &one) != FB_OK) return FB_FAILED;
  return report->judge(report->host, &two);
}

static void destroy(void *self) { (void)self; }

static const fb_criterion criteria[] = {
  { TEXT("one"), TEXT("The first"), TEXT("Is it there?"), FB_CRITERION_CORE, 0 },
  { TEXT("two"), TEXT("The second"), TEXT("Is it there?"), 0, 0 },
};

static const fb_assessor self_description = {
  sizeof(fb_assessor), FB_ABI_MAJOR, FB_ABI_MINOR, TEXT("org.example.hostile"), TEXT("Plain C"), TEXT("1"), TEXT("In C11"),
  criteria, 2, 0, 0, create, assess, destroy
};

FB_EXPORT const fb_assessor *fieldbook_assessor_v1(void) { return &self_description; }
