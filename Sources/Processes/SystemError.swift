import Foundation
import Glibc

/// A call of the system that failed.
package struct SystemError: Error, CustomStringConvertible {
  package var code: Int32
  var doing: String

  package init(code: Int32 = errno, doing: String) {
    self.code = code
    self.doing = doing
  }

  /// The system's error number inside an error of Foundation.
  package static func code(of error: any Error) -> Int32 {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
    if let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError { return code(of: inner) }
    switch error.code {
    case CocoaError.fileWriteNoPermission.rawValue: return EACCES
    case CocoaError.fileWriteOutOfSpace.rawValue: return ENOSPC
    case CocoaError.fileWriteVolumeReadOnly.rawValue: return EROFS
    default: return EIO
    }
  }

  package var description: String { "could not \(doing): \(String(cString: strerror(code)))" }
}
