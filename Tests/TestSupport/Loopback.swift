import Glibc

/// A socket of TCP on this machine alone, with a port that nobody else has; it does not listen yet.
package func socketWithFreePort() throws -> (socket: Int32, port: UInt16) {
  let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var place = sockaddr_in()
  place.sin_family = sa_family_t(AF_INET)
  place.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &place) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      Glibc.bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
    }
  }
  guard isBound else {
    close(socket)
    throw NoFreePort()
  }
  return (socket, UInt16(bigEndian: place.sin_port))
}

private struct NoFreePort: Error {}
