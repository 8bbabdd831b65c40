/* fieldbook/assessor.h -- the whole contract between Fieldbook and an assessor plugin, ABI 1.0.
 * SPDX-License-Identifier: MIT
 *
 * Plain C11, so that a plugin may use another compiler, C++ library or language than the host.
 * Rules that hold for every call below:
 *   Ownership  every pointer is borrowed. What the host passes in is valid until the call returns; what a plugin
 *              passes to fb_report is copied before that call returns. Nothing is ever freed across the boundary.
 *   Text       UTF-8 with a size, not NUL-terminated; offsets and sizes count bytes; spans are [begin, end) and
 *              never cut a character.
 *   Errors     calls return fb_status. No exception and no longjmp may cross.
 *   Threads    an instance is used by one thread at a time; fb_library and fb_report only by that thread, and only
 *              while `assess` runs.
 *   Growth     structs that start with struct_size grow at the end within a major version: the writer sets it, the
 *              reader checks FB_HAS before a field newer than 1.0. The other structs never change within a major.
 *   Life       entry -> create -> assess, as often as the host likes -> destroy. The process may end at any moment.
 */
#ifndef FIELDBOOK_ASSESSOR_H
#define FIELDBOOK_ASSESSOR_H

#include <stddef.h>
#include <stdint.h>

#define FB_ABI_MAJOR 1
#define FB_ABI_MINOR 0
/* Whether the struct *ptr, as large as its writer says, holds `field`. */
#define FB_HAS(ptr, type, field) ((ptr)->struct_size >= offsetof(type, field) + sizeof((ptr)->field))

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t fb_status;
enum { FB_OK = 0, FB_FAILED = 1, FB_CANCELLED = 2, FB_INVALID = 3 };

/* fb_document.kind: a record of the library, or somebody's draft */
enum { FB_KIND_RECORD = 0, FB_KIND_DRAFT = 1 };

/* fb_judgement.rating. ESTABLISHED: the text says that it is done or in force. PARTIAL: planned, claimed without
 * support, or done for a part. ABSENT: the text does not speak of it. CONTRADICTED: the text says that the opposite
 * holds; a warning beside the score, not a low score. */
enum { FB_CONTRADICTED = -1, FB_ABSENT = 0, FB_PARTIAL = 1, FB_ESTABLISHED = 2 };

/* fb_criterion.flags */
enum { FB_CRITERION_CORE = 1 };

typedef struct fb_text { const char *data; uint64_t size; } fb_text;
typedef struct fb_span { uint64_t begin, end; } fb_span;
typedef struct fb_field { fb_text name, value; } fb_field;
typedef struct fb_section { fb_text heading; fb_span body; uint32_t level, reserved; } fb_section;
typedef struct fb_hit { fb_text id, title, snippet; double score; } fb_hit; /* score: best hit 1.0, falling */
typedef struct fb_criterion { fb_text id, name, question; uint32_t flags, reserved; } fb_criterion;

typedef struct fb_document {
  uint32_t struct_size, kind;
  fb_text id, title, text;
  fb_text language;                                        /* BCP 47, e.g. "en"                                */
  const fb_field *fields;      uint64_t field_count;       /* metadata of a record, e.g. "places"; several with one name */
  const fb_section *sections;  uint64_t section_count;     /* spans of text, each after its heading            */
  const fb_span *paragraphs;   uint64_t paragraph_count;   /* paragraphs, list items, quotations; no headings  */
  const fb_span *sentences;    uint64_t sentence_count;    /* each inside one paragraph; never a heading       */
} fb_document;

typedef struct fb_library {    /* the indexed library, answered by the host; every search is recorded */
  uint32_t struct_size, reserved;
  void *host;
  /* The best `limit` (1 to 50) records, best first. *hits is valid until the next search or the return of assess.
   * Finds nothing where the host assesses the library itself: an assessment may not depend on other records. */
  fb_status (*search)(void *host, fb_text query, uint32_t limit, const fb_hit **hits, uint64_t *count);
  /* FB_CANCELLED once the deadline is near; long loops should ask now and then and return FB_CANCELLED. */
  fb_status (*cancelled)(void *host);
} fb_library;

typedef struct fb_judgement {  /* one for each criterion; a second one for it is FB_INVALID */
  uint32_t struct_size; int32_t rating;
  fb_text criterion, rationale;
  double confidence;           /* 0 to 1 */
  const fb_span *quotes;       uint64_t quote_count; /* FB_ABSENT has none, every other rating at least one; the
                                                        host cuts the words out of the text itself */
} fb_judgement;

typedef struct fb_recommendation { uint32_t struct_size, reserved; fb_text record, criterion, reason; } fb_recommendation;

typedef struct fb_report {     /* where a plugin puts its results */
  uint32_t struct_size, reserved;
  void *host;
  fb_status (*judge)(void *host, const fb_judgement *);
  fb_status (*recommend)(void *host, const fb_recommendation *); /* only records that `search` gave */
  /* Overall fit 0 to 3. Optional: where it is not said, the host computes it from the ratings (fb_assessor). */
  fb_status (*fit)(void *host, int32_t fit);
  void (*error)(void *host, fb_text message);        /* why assess is about to return FB_FAILED */
} fb_report;

typedef struct fb_assessor {   /* static data in the plugin, the same for the life of the process */
  uint32_t struct_size; uint16_t abi_major, abi_minor;
  fb_text id, name, version, summary;                /* id: an approach's slug for ours, else reverse domain */
  const fb_criterion *criteria; uint64_t criterion_count;
  uint32_t core_needed;        /* core criteria that must be established for a strong fit; 0: all of them */
  uint32_t reserved;
  fb_status (*create)(fb_text config, void **self);  /* *self is passed to the two below */
  fb_status (*assess)(void *self, const fb_document *, const fb_library *, const fb_report *);
  void (*destroy)(void *self);
} fb_assessor;

/* The only symbol a plugin exports. The major version is part of its name, so that a host can refuse a plugin without
 * running a line of it. Must not allocate; never returns NULL. */
#define FB_ENTRY_SYMBOL "fieldbook_assessor_v1"
#if defined(_WIN32)
#define FB_EXPORT __declspec(dllexport)
#else
#define FB_EXPORT __attribute__((visibility("default")))
#endif
typedef const fb_assessor *(*fb_entry_fn)(void);

#ifdef __cplusplus
}
#endif
#endif
