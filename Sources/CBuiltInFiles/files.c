/* Each file as the bytes of an array: the compiler of C reads them at once, and Swift's takes a second
 * for six thousand. A new file is named twice here: its bytes, and in the list below. */
#include "CBuiltInFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char theme_book_mustache[] = {
#embed "../Sites/Theme/book.mustache"
};
static const unsigned char theme_contents_item_mustache[] = {
#embed "../Sites/Theme/contents-item.mustache"
};
static const unsigned char theme_contents_mustache[] = {
#embed "../Sites/Theme/contents.mustache"
};
static const unsigned char theme_epub_css[] = {
#embed "../Sites/Theme/epub.css"
};
static const unsigned char theme_favicon_svg[] = {
#embed "../Sites/Theme/favicon.svg"
};
static const unsigned char theme_head_mustache[] = {
#embed "../Sites/Theme/head.mustache"
};
static const unsigned char theme_header_mustache[] = {
#embed "../Sites/Theme/header.mustache"
};
static const unsigned char theme_knobs_js[] = {
#embed "../Sites/Theme/knobs.js"
};
static const unsigned char theme_notfound_mustache[] = {
#embed "../Sites/Theme/notfound.mustache"
};
static const unsigned char theme_page_mustache[] = {
#embed "../Sites/Theme/page.mustache"
};
static const unsigned char theme_preview_css[] = {
#embed "../Sites/Theme/preview.css"
};
static const unsigned char theme_preview_js[] = {
#embed "../Sites/Theme/preview.js"
};
static const unsigned char theme_script_js[] = {
#embed "../Sites/Theme/script.js"
};
static const unsigned char theme_search_dialog_mustache[] = {
#embed "../Sites/Theme/search-dialog.mustache"
};
static const unsigned char theme_search_form_mustache[] = {
#embed "../Sites/Theme/search-form.mustache"
};
static const unsigned char theme_search_mustache[] = {
#embed "../Sites/Theme/search.mustache"
};
static const unsigned char theme_style_css[] = {
#embed "../Sites/Theme/style.css"
};
static const unsigned char starter_readme_md[] = {
#embed "../Courses/Starter/README.md"
};
static const unsigned char starter_course_yml[] = {
#embed "../Courses/Starter/course.yml"
};
static const unsigned char starter_gitignore[] = {
#embed "../Courses/Starter/gitignore"
};
static const unsigned char starter_slope_md[] = {
#embed "../Courses/Starter/slope.md"
};
static const unsigned char starter_training_md[] = {
#embed "../Courses/Starter/training.md"
};
static const unsigned char starter_verify_yml[] = {
#embed "../Courses/Starter/verify.yml"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}

static const struct nabla_file files[] = {
  FILE("Theme/book.mustache", theme_book_mustache),
  FILE("Theme/contents-item.mustache", theme_contents_item_mustache),
  FILE("Theme/contents.mustache", theme_contents_mustache),
  FILE("Theme/epub.css", theme_epub_css),
  FILE("Theme/favicon.svg", theme_favicon_svg),
  FILE("Theme/head.mustache", theme_head_mustache),
  FILE("Theme/header.mustache", theme_header_mustache),
  FILE("Theme/knobs.js", theme_knobs_js),
  FILE("Theme/notfound.mustache", theme_notfound_mustache),
  FILE("Theme/page.mustache", theme_page_mustache),
  FILE("Theme/preview.css", theme_preview_css),
  FILE("Theme/preview.js", theme_preview_js),
  FILE("Theme/script.js", theme_script_js),
  FILE("Theme/search-dialog.mustache", theme_search_dialog_mustache),
  FILE("Theme/search-form.mustache", theme_search_form_mustache),
  FILE("Theme/search.mustache", theme_search_mustache),
  FILE("Theme/style.css", theme_style_css),
  FILE("Starter/README.md", starter_readme_md),
  FILE("Starter/course.yml", starter_course_yml),
  FILE("Starter/gitignore", starter_gitignore),
  FILE("Starter/slope.md", starter_slope_md),
  FILE("Starter/training.md", starter_training_md),
  FILE("Starter/verify.yml", starter_verify_yml),
  {0, 0, 0}
};

const struct nabla_file *nabla_files(void) { return files; }
