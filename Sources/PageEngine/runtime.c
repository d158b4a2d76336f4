/* What the Swift runtime asks of a C library, for a module that has none: memory from one arena, and
   what compilers call by themselves. Nothing is imported, so nothing outside is reached. */

typedef unsigned char byte;
typedef unsigned long size;
typedef unsigned long long word;
typedef unsigned __int128 wide;

/* Memory: blocks of one arena. A block is its size and, while it is free, the next free block; freed
   blocks are taken again by the first that fits. */

typedef struct block {
  size room;
  struct block *next;
} block;

enum { ARENA = 4 << 20, ALIGNMENT = 16 };

static byte arena[ARENA] __attribute__((aligned(16)));
static size used;
static block *freed;

int posix_memalign(void **result, size alignment, size count) {
  if (alignment > ALIGNMENT || count > ARENA) return 22;
  size room = (count + ALIGNMENT - 1) & ~(size)(ALIGNMENT - 1);
  for (block **place = &freed; *place; place = &(*place)->next) {
    block *found = *place;
    if (found->room < room || found->room > 2 * room + 64) continue;
    *place = found->next;
    *result = (byte *)found + ALIGNMENT;
    return 0;
  }
  if (ARENA - used < room + ALIGNMENT) return 12;
  block *made = (block *)(arena + used);
  made->room = room;
  used += room + ALIGNMENT;
  *result = (byte *)made + ALIGNMENT;
  return 0;
}

void free(void *memory) {
  if (!memory) return;
  block *found = (block *)((byte *)memory - ALIGNMENT);
  found->next = freed;
  freed = found;
}

void *memcpy(void *to, const void *from, size count) {
  byte *a = to;
  const byte *b = from;
  while (count--) *a++ = *b++;
  return to;
}

void *memmove(void *to, const void *from, size count) {
  byte *a = to;
  const byte *b = from;
  if (a < b) return memcpy(to, from, count);
  while (count--) a[count] = b[count];
  return to;
}

void *memset(void *to, int value, size count) {
  byte *a = to;
  while (count--) *a++ = (byte)value;
  return to;
}

/* The seed of hashes. Nothing here depends on their order, and it shall be the same every time. */
void arc4random_buf(void *to, size count) { memset(to, 0, count); }

/* The product of two numbers of 128 bits, in halves of 32. */
static wide product(word a, word b) {
  word low = 0xFFFFFFFF;
  word first = (a & low) * (b & low), second = (a & low) * (b >> 32);
  word third = (a >> 32) * (b & low), fourth = (a >> 32) * (b >> 32);
  word middle = (first >> 32) + (second & low) + (third & low);
  word high = fourth + (second >> 32) + (third >> 32) + (middle >> 32);
  return (wide)high << 64 | (middle << 32 | (first & low));
}

wide __multi3(wide a, wide b) {
  word crossed = (word)a * (word)(b >> 64) + (word)(a >> 64) * (word)b;
  return product((word)a, (word)b) + ((wide)crossed << 64);
}
