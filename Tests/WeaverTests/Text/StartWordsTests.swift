import Testing

@testable import Text

@Suite("What helps where a program did not start") struct StartWordsTests {
  @Test(arguments: [
    ("ld.lld: error: failed to write output: No space left on device", "the disk is full"),
    ("error: error opening input file 'a.swift' (No such file or directory)", "moved or removed"),
    (StartWords.words(ending: 0), "moved or removed"),
    (StartWords.words(ending: 128 + 9), "too little memory"),
    (StartWords.words(ending: 128 + 11), "nabla doctor"),
    ("undefined symbol: $s4Wire", "of two builds"),
    ("posix_spawn: Resource temporarily unavailable", "no more to give"),
    ("something else", "nabla doctor")
  ])
  func `names the cause`(_ said: String, _ words: String) {
    #expect(StartWords.help(said).contains(words))
  }
}
