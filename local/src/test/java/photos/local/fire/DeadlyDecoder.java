package photos.local.fire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/// A decoder of BMP that takes its process with it, as a crash in native code does. Loaded as an agent, so that nothing
/// of the program itself has to know: `JAVA_TOOL_OPTIONS` reaches the worker processes too.
public final class DeadlyDecoder {
    private DeadlyDecoder() {}

    /// Called by the JVM before the program's own main method.
    public static void premain(String arguments) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        Deadly deadly = new Deadly();
        registry.registerServiceProvider(deadly, ImageReaderSpi.class);
        registry.getServiceProviders(ImageReaderSpi.class, false).forEachRemaining(other -> {
            if (other != deadly
                    && other.getFormatNames()[0].toLowerCase(Locale.ROOT).equals("bmp")) {
                registry.setOrdering(ImageReaderSpi.class, deadly, other);
            }
        });
    }

    /// The class that has to go with this one.
    public static Class<?> deadly() {
        return Deadly.class;
    }

    private static final class Deadly extends ImageReaderSpi {
        Deadly() {
            super(
                    "test",
                    "1",
                    new String[] {"bmp"},
                    null,
                    null,
                    Deadly.class.getName(),
                    new Class<?>[] {ImageInputStream.class},
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public boolean canDecodeInput(Object source) {
            return true;
        }

        @Override
        @SuppressWarnings("restricted") // what it warns of is meant
        public ImageReader createReaderInstance(Object extension) {
            MemorySegment.ofAddress(8).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, 1);
            throw new IllegalStateException("this process should not have survived that");
        }

        @Override
        public String getDescription(Locale locale) {
            return "a decoder that crashes";
        }
    }
}
