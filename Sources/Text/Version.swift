/// The version of Nabla, the engine and the weaver together: what `nabla --version` says, and what
/// every page says it was made with.
public let nablaVersion = "0.1.0"
