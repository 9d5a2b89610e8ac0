package photos.image;

import java.util.Locale;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/// Takes the place of the decoder of BMP, and does what a test wants when it is to decode.
public abstract class FakeBmpReader extends ImageReaderSpi {
    protected FakeBmpReader() {
        super(
                "test",
                "1",
                new String[] {"bmp"},
                null,
                null,
                FakeBmpReader.class.getName(),
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

    /// Registers it before every other decoder of BMP.
    public void takePrecedence() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        registry.registerServiceProvider(this, ImageReaderSpi.class);
        registry.getServiceProviders(ImageReaderSpi.class, false).forEachRemaining(other -> {
            if (!other.equals(this)
                    && other.getFormatNames()[0].toLowerCase(Locale.ROOT).equals("bmp")) {
                registry.setOrdering(ImageReaderSpi.class, this, other);
            }
        });
    }

    @Override
    public boolean canDecodeInput(Object source) {
        return true;
    }

    @Override
    public String getDescription(Locale locale) {
        return "a decoder for tests";
    }
}
