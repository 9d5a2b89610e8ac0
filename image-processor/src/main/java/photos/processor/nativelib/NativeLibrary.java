package photos.processor.nativelib;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/// A library of the system and the functions it has.
@SuppressWarnings("restricted") // native access is what this class is for
public final class NativeLibrary {
    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup symbols;

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// Loads a library; it stays loaded until the process ends.
    ///
    /// @param file its path, or its name if the system is to look for it
    /// @return nothing if it cannot be loaded
    /// @throws IllegalCallerException if this process may not call native functions (`--enable-native-access`)
    public static Optional<NativeLibrary> load(String file) {
        try {
            return Optional.of(new NativeLibrary(SymbolLookup.libraryLookup(file, Arena.global())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What the system gives to every process, such as the C library.
    public static NativeLibrary ofTheSystem() {
        return new NativeLibrary(LINKER.defaultLookup());
    }

    /// @throws NoSuchElementException naming the function if the library does not have it
    public MethodHandle function(String name, FunctionDescriptor signature) {
        return LINKER.downcallHandle(address(name), signature);
    }

    /// A function that not every version of the library has.
    public Optional<MethodHandle> ifThere(String name, FunctionDescriptor signature) {
        return symbols.find(name).map(address -> LINKER.downcallHandle(address, signature));
    }

    /// Where a function is, for others of the library to call it.
    ///
    /// @throws NoSuchElementException naming the function if the library does not have it
    public MemorySegment address(String name) {
        return symbols.find(name).orElseThrow(() -> new NoSuchElementException("it has no function " + name));
    }
}
