/// Ends the program with words about what was wrong.
///
/// `precondition` loses its words where the library is optimised; `fatalError` keeps them.
@inline(never)
func refuse(_ words: String) -> Never { fatalError(words) }
