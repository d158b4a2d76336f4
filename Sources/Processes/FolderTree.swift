package import Glibc

/// What lies below a folder. Links are entries of their own and lead nowhere.
package enum FolderTree {
  /// A file, folder, link or other thing.
  package struct Entry {
    /// Its path below the folder.
    package let path: String
    package let status: stat
    package var isFolder: Bool { status.isFolder }
    package var isLink: Bool { status.st_mode & S_IFMT == S_IFLNK }
  }

  /// What stands at a path, a link as itself; `nil` where nothing does.
  package static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  /// The path of what a path leads to, through no link; `nil` where it leads nowhere.
  package static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// A process whose working folder is this one or one below it, as far as this user may know.
  ///
  /// - Parameter folder: through no link.
  package static func processAtWork(in folder: String) -> pid_t? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    return ChildProcess.allProcesses().first { process in
      let length = readlink("/proc/\(process)/cwd", &buffer, buffer.count)
      guard length > 0 else { return false }
      let path = String(decoding: buffer[..<length], as: UTF8.self)
      return path == folder || path.hasPrefix("\(folder)/")
    }
  }

  /// The names in a folder, in no order; `nil` where it cannot be read.
  package static func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// All that lies below a folder, every folder before what it holds.
  package static func entries(_ folder: String) throws(SystemError) -> [Entry] {
    var found: [Entry] = []
    var folders = [""]
    while let parent = folders.popLast() {
      guard let names = names(in: "\(folder)/\(parent)") else {
        throw SystemError(doing: "read \(folder)/\(parent)")
      }
      for name in names.sorted() {
        let path = parent + name
        guard let status = status("\(folder)/\(path)") else {
          // It has gone since.
          if errno == ENOENT { continue }
          throw SystemError(doing: "read \(folder)/\(path)")
        }
        found.append(Entry(path: path, status: status))
        if found[found.count - 1].isFolder { folders.append("\(path)/") }
      }
    }
    return found
  }

  /// Removes what stands at a path, and all that lies below it, as far as that can be done.
  package static func remove(_ path: String) {
    guard unlink(path) != 0, errno == EISDIR else { return }
    chmod(path, 0o700)
    for name in names(in: path) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }
}

extension stat {
  package var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  package var isFile: Bool { st_mode & S_IFMT == S_IFREG }
}
