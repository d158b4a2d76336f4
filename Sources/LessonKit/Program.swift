internal import Wire

// What the weaver puts between the lines of a lesson. The names begin with underscores because no
// lesson writes them.

/// Takes the key that seals the program's story, before its code is loaded.
@_cdecl("nabla_take_key") public func __takeKey() { Story.current.takeKey() }

/// Begins the program's story.
public func __start() { Story.current.open() }

/// A block begins.
public func __begin(_ block: Int) {
  Recollection.current.place = RememberedCall.beginning(ofBlock: block)
  Story.current.tell { .began(block: block, output: $0) }
}

/// A block has run to its end.
public func __end(_ block: Int) {
  Story.current.tell { .ended(block: block, output: $0) }
}

/// The statement on this line runs next.
public func __at(_ line: Int) {
  Recollection.current.place = line
  Story.current.note(line: line)
}

/// A variable of the program is computed now, and not when it is first used.
public func __touch<Value: ~Copyable>(_ value: borrowing Value) {}

/// The program has run to its end.
public func __finish() {
  Story.current.tell { .finished(output: $0) }
}

/// Shows the value of a block's trailing expression.
public func __show<Value>(_ value: Value) { show(value) }

/// A trailing expression without a value shows nothing.
public func __show(_ nothing: Void) {}

/// A trailing expression that never returns shows nothing.
public func __show(_ never: Never) {}

/// Tells the value of the recorded expression with this number.
public func __told<Value>(_ number: Int, _ value: Value) {
  let text = display(of: value).plainText
  Story.current.tell { .valued(number, text: text, output: $0) }
}

/// A recorded expression that has no value.
public func __told(_ number: Int, _ nothing: Void) {
  Story.current.tell { .valued(number, text: nil, output: $0) }
}
