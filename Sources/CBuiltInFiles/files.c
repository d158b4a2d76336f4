/* Each file as the bytes of an array: the compiler of C reads them at once, and Swift's takes a second
 * for six thousand. */
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

static const struct nabla_file files[] = {
  {"Theme/book.mustache", theme_book_mustache, sizeof theme_book_mustache},
  {"Theme/contents-item.mustache", theme_contents_item_mustache, sizeof theme_contents_item_mustache},
  {"Theme/contents.mustache", theme_contents_mustache, sizeof theme_contents_mustache},
  {"Theme/epub.css", theme_epub_css, sizeof theme_epub_css},
  {"Theme/favicon.svg", theme_favicon_svg, sizeof theme_favicon_svg},
  {"Theme/head.mustache", theme_head_mustache, sizeof theme_head_mustache},
  {"Theme/header.mustache", theme_header_mustache, sizeof theme_header_mustache},
  {"Theme/knobs.js", theme_knobs_js, sizeof theme_knobs_js},
  {"Theme/notfound.mustache", theme_notfound_mustache, sizeof theme_notfound_mustache},
  {"Theme/page.mustache", theme_page_mustache, sizeof theme_page_mustache},
  {"Theme/preview.css", theme_preview_css, sizeof theme_preview_css},
  {"Theme/preview.js", theme_preview_js, sizeof theme_preview_js},
  {"Theme/script.js", theme_script_js, sizeof theme_script_js},
  {"Theme/search-dialog.mustache", theme_search_dialog_mustache, sizeof theme_search_dialog_mustache},
  {"Theme/search-form.mustache", theme_search_form_mustache, sizeof theme_search_form_mustache},
  {"Theme/search.mustache", theme_search_mustache, sizeof theme_search_mustache},
  {"Theme/style.css", theme_style_css, sizeof theme_style_css},
  {"Starter/README.md", starter_readme_md, sizeof starter_readme_md},
  {"Starter/course.yml", starter_course_yml, sizeof starter_course_yml},
  {"Starter/gitignore", starter_gitignore, sizeof starter_gitignore},
  {"Starter/slope.md", starter_slope_md, sizeof starter_slope_md},
  {"Starter/training.md", starter_training_md, sizeof starter_training_md},
  {"Starter/verify.yml", starter_verify_yml, sizeof starter_verify_yml},
  {0, 0, 0}
};

const struct nabla_file *nabla_files(void) { return files; }
