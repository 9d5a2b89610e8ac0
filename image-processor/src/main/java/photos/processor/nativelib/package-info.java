/// Libraries of the system through the Foreign Function & Memory API: how they are loaded, how their functions are
/// looked up and called, and what is said where one is missing. What each has is known where it is used.
@NullMarked
package photos.processor.nativelib;

import org.jspecify.annotations.NullMarked;
