package photos.processor.heif;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import photos.processor.nativelib.NativeLibrary;

/// The functions of libheif's C interface that are called here, as its header declares them since version 1.7.
final class HeifFunctions {
    /// `struct heif_error`: code, subcode, message; given back by value.
    static final StructLayout ERROR =
            MemoryLayout.structLayout(JAVA_INT.withName("code"), JAVA_INT.withName("subcode"), ADDRESS);

    private final NativeLibrary library;

    final MethodHandle version = function("heif_get_version", FunctionDescriptor.of(ADDRESS));
    final MethodHandle hasDecoder = function("heif_have_decoder_for_format", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    final MethodHandle allocContext = function("heif_context_alloc", FunctionDescriptor.of(ADDRESS));
    final MethodHandle freeContext = function("heif_context_free", FunctionDescriptor.ofVoid(ADDRESS));
    final MethodHandle limitSide =
            function("heif_context_set_maximum_image_size_limit", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    final MethodHandle read = function(
            "heif_context_read_from_memory_without_copy",
            FunctionDescriptor.of(ERROR, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    final MethodHandle primary =
            function("heif_context_get_primary_image_handle", FunctionDescriptor.of(ERROR, ADDRESS, ADDRESS));
    final MethodHandle releaseHandle = function("heif_image_handle_release", FunctionDescriptor.ofVoid(ADDRESS));
    final MethodHandle hasAlpha =
            function("heif_image_handle_has_alpha_channel", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    final MethodHandle allocOptions = function("heif_decoding_options_alloc", FunctionDescriptor.of(ADDRESS));
    final MethodHandle freeOptions = function("heif_decoding_options_free", FunctionDescriptor.ofVoid(ADDRESS));
    final MethodHandle decode =
            function("heif_decode_image", FunctionDescriptor.of(ERROR, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    final MethodHandle releaseImage = function("heif_image_release", FunctionDescriptor.ofVoid(ADDRESS));
    final MethodHandle width = function("heif_image_get_width", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    final MethodHandle height = function("heif_image_get_height", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    final MethodHandle plane =
            function("heif_image_get_plane_readonly", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS));

    /// Since 1.13: finds plug-ins.
    final Optional<MethodHandle> init = ifThere("heif_init", FunctionDescriptor.of(ERROR, ADDRESS));

    /// Since 1.12.
    final Optional<MethodHandle> isPremultiplied =
            ifThere("heif_image_handle_is_premultiplied_alpha", FunctionDescriptor.of(JAVA_INT, ADDRESS));

    /// Since 1.13.
    final Optional<MethodHandle> warnings = ifThere(
            "heif_image_get_decoding_warnings", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));

    /// Since 1.14.
    final Optional<MethodHandle> limitThreads =
            ifThere("heif_context_set_max_decoding_threads", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));

    /// Since 1.19: a structure whose 64 bits at byte 8 are the most pixels of any picture.
    final Optional<MethodHandle> limits =
            ifThere("heif_context_get_security_limits", FunctionDescriptor.of(ADDRESS, ADDRESS));

    /// @throws java.util.NoSuchElementException naming a function that the library does not have
    HeifFunctions(NativeLibrary library) {
        // Ahead of the fields above, which look themselves up in it.
        this.library = library;
        super();
    }

    private MethodHandle function(String name, FunctionDescriptor signature) {
        return library.function(name, signature);
    }

    private Optional<MethodHandle> ifThere(String name, FunctionDescriptor signature) {
        return library.ifThere(name, signature);
    }
}
