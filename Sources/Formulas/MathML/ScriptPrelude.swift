/// What KaTeX takes for granted of JavaScript and Duktape leaves out.
enum ScriptPrelude {
  /// Fills in what is missing and leaves alone what is there.
  static let script = #"""
    (function () {
      "use strict";

      function provide(owner, name, value) {
        if (owner[name] === undefined) {
          Object.defineProperty(owner, name, {
            value: value, writable: true, configurable: true
          });
        }
      }

      // A position as the standard reads it: from the end when negative, within the length.
      function position(value, length, absent) {
        var at = value === undefined ? absent : Math.floor(Number(value)) || 0;
        return at < 0 ? Math.max(length + at, 0) : Math.min(at, length);
      }

      provide(Array.prototype, "fill", function (value, from, to) {
        var end = position(to, this.length, this.length);
        for (var at = position(from, this.length, 0); at < end; at++) this[at] = value;
        return this;
      });
      provide(Array.prototype, "findIndex", function (accepts, self) {
        for (var at = 0; at < this.length; at++) {
          if (accepts.call(self, this[at], at, this)) return at;
        }
        return -1;
      });
      provide(Array.prototype, "find", function (accepts, self) {
        var at = this.findIndex(accepts, self);
        return at < 0 ? undefined : this[at];
      });
      provide(Array.prototype, "includes", function (value, from) {
        for (var at = position(from, this.length, 0); at < this.length; at++) {
          if (this[at] === value || (value !== value && this[at] !== this[at])) return true;
        }
        return false;
      });
      provide(Array, "from", function (source, transform) {
        var result = [];
        for (var at = 0; at < source.length; at++) {
          result.push(transform ? transform(source[at], at) : source[at]);
        }
        return result;
      });
      provide(Array, "of", function () {
        return Array.prototype.slice.call(arguments);
      });
      provide(Object, "assign", function (target) {
        for (var at = 1; at < arguments.length; at++) {
          var source = arguments[at];
          if (source === undefined || source === null) continue;
          for (var name in source) {
            if (Object.prototype.hasOwnProperty.call(source, name)) target[name] = source[name];
          }
        }
        return target;
      });
      provide(Object, "values", function (source) {
        return Object.keys(source).map(function (name) { return source[name]; });
      });
      provide(Object, "entries", function (source) {
        return Object.keys(source).map(function (name) { return [name, source[name]]; });
      });
      provide(String.prototype, "includes", function (part, from) {
        return this.indexOf(part, from || 0) >= 0;
      });
      provide(String.prototype, "startsWith", function (part, from) {
        var at = from || 0;
        return this.slice(at, at + part.length) === part;
      });
      provide(String.prototype, "endsWith", function (part) {
        return part.length <= this.length && this.slice(this.length - part.length) === part;
      });
      provide(String.prototype, "repeat", function (count) {
        var result = "";
        for (var at = 0; at < count; at++) result += this;
        return result;
      });
      provide(Math, "sign", function (value) {
        return value > 0 ? 1 : value < 0 ? -1 : Number(value);
      });
      provide(Math, "trunc", function (value) {
        return value < 0 ? Math.ceil(value) : Math.floor(value);
      });
      provide(Math, "hypot", function (a, b) {
        return Math.sqrt(a * a + (b === undefined ? 0 : b * b));
      });
      provide(Number, "isFinite", function (value) {
        return typeof value === "number" && isFinite(value);
      });
      provide(Number, "isNaN", function (value) { return value !== value; });
      provide(Number, "isInteger", function (value) {
        return typeof value === "number" && isFinite(value) && Math.floor(value) === value;
      });
    })();
    """#
}
