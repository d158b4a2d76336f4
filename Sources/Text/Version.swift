/// The version of Nabla, the engine and the weaver together: what `nabla --version` says, and what
/// every page says it was made with.
package let nablaVersion = "0.1.0"
