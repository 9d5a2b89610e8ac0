package photos.processor.nativelib;

/// What came of looking for a native library.
///
/// @param <T> what can be done with it
public sealed interface Search<T> {
    /// What people are told of it.
    String sentence();

    /// It is loaded, and stays so until the process ends.
    ///
    /// @param sentence what was found
    record Found<T>(T library, String sentence) implements Search<T> {}

    /// It is not to be used.
    ///
    /// @param sentence why, and what to do about it
    record Missing<T>(String sentence) implements Search<T> {}
}
