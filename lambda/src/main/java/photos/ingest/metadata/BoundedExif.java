package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import com.drew.metadata.exif.makernotes.AppleMakernoteDirectory;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The library's EXIF reader with an end: it would follow chained directories until the stack is full, and store
/// every overlapping value until memory is. (An overflow that hits the initialisation of a class leaves that class
/// unusable for every photo after it, so catching it is not enough.)
///
/// XMP, ICC, IPTC and Photoshop's resources inside are handed on as blocks, so that the same limits hold for
/// them. Profiles and the resources are never listed among the tags, and do not count as left out: else every
/// photo that has a profile would lack something.
final class BoundedExif extends ExifTiffHandler {
    private static final int MAX_DIRECTORIES = 64;
    private static final int MAX_FOLLOWERS = 64;
    private static final int MAX_NESTED = 16;
    private static final int MAX_TAGS = 20_000;
    private static final int MAX_LISTED = 4_000_000;

    /// The type of texts in UTF-8 (EXIF 3.0, 4.6.2), which the library does not know: it leaves a directory at
    /// the sixth tag of an unknown type.
    private static final int UTF_8_TEXT = 129;

    private static final int NO_TAG = -1;

    private final Class<? extends Directory> root;
    private final Findings found;
    private final ValueBudget values;
    private int directories;
    private int followers;
    private int nested;
    private int tags;
    private int listed;
    private int utf8Tag = NO_TAG;

    private BoundedExif(Metadata metadata, Class<? extends Directory> root, Findings found) {
        super(metadata, null, 0);
        this.root = root;
        this.found = found;
        this.values = new ValueBudget(found);
    }

    static void read(RandomAccessReader tiff, Metadata metadata, Findings found)
            throws IOException, TiffProcessingException {
        read(tiff, metadata, ExifIFD0Directory.class, found);
    }

    /// @param root what the first directory holds
    static void read(RandomAccessReader tiff, Metadata metadata, Class<? extends Directory> root, Findings found)
            throws IOException, TiffProcessingException {
        new TiffReader().processTiff(tiff, new BoundedExif(metadata, root, found), 0);
    }

    @Override
    public void setTiffMarker(int marker) throws TiffProcessingException {
        if (root.equals(ExifIFD0Directory.class)) {
            super.setTiffMarker(marker);
        } else {
            pushDirectory(root);
        }
    }

    /// Called for every value of every list of whole numbers.
    @Override
    public boolean tryEnterSubIfd(int tagId) {
        if (++listed > MAX_LISTED) {
            found.tagLeftOut();
            throw new IllegalStateException("it lists more than " + MAX_LISTED + " values");
        }
        if (directories >= MAX_DIRECTORIES) {
            found.tagLeftOut("EXIF has more than " + MAX_DIRECTORIES + " directories, the others are not read");
            return false;
        }
        boolean entered = super.tryEnterSubIfd(tagId);
        directories += entered ? 1 : 0;
        return entered;
    }

    @Override
    public boolean hasFollowerIfd() {
        if (followers >= MAX_FOLLOWERS) {
            found.tagLeftOut("EXIF has more than " + MAX_FOLLOWERS + " chained directories, the others are not read");
            return false;
        }
        boolean behindThumbnail = _currentDirectory instanceof ExifThumbnailDirectory;
        boolean follows = super.hasFollowerIfd();
        followers += follows ? 1 : 0;
        if (follows && behindThumbnail) {
            pushDirectory(new ExifThumbnailDirectory(0)); // else the library writes over what the thumbnail says
        }
        return follows;
    }

    /// Asked about a type that the library does not know, before the tag's value is looked at.
    ///
    /// @return how many bytes the value has
    @Override
    public @Nullable Long tryCustomProcessFormat(int tagId, int formatCode, long componentCount) {
        if (formatCode != UTF_8_TEXT) {
            return super.tryCustomProcessFormat(tagId, formatCode, componentCount);
        }
        utf8Tag = tagId;
        return componentCount;
    }

    @Override
    public boolean customProcessTag(
            int tagOffset,
            Set<Integer> processedIfdOffsets,
            int tiffHeaderOffset,
            RandomAccessReader reader,
            int tagId,
            int byteCount)
            throws IOException {
        if (++tags > MAX_TAGS) {
            found.tagLeftOut();
            throw new IllegalStateException("it has more than " + MAX_TAGS + " tags");
        }
        boolean isUtf8 = tagId == utf8Tag;
        utf8Tag = NO_TAG;
        long length = Integer.toUnsignedLong(byteCount); // which may have been cut to 32 bits
        if (handOn(reader, tagId, tagOffset, length)) {
            return true;
        }
        if (nested >= MAX_NESTED) {
            found.tagLeftOut(
                    "EXIF has directories of makers more than " + MAX_NESTED + " deep, what is deeper is not read");
            return true;
        }
        if (!values.takes(_currentDirectory, tagId, length)) {
            return true;
        }
        if (isUtf8 || isCopyright(tagId)) {
            setText(tagId, reader.getBytes(tagOffset, byteCount));
            return true;
        }
        if (isApplesRunTime(tagId)) {
            setByteArray(tagId, reader.getBytes(tagOffset, byteCount));
            return true;
        }
        nested++;
        try {
            return super.customProcessTag(tagOffset, processedIfdOffsets, tiffHeaderOffset, reader, tagId, byteCount);
        } finally {
            nested--;
        }
    }

    /// That of the photographer, a NUL, and that of the editor (EXIF 2.32, tag 0x8298); for the library a NUL is
    /// the end.
    private boolean isCopyright(int tagId) {
        return tagId == ExifDirectoryBase.TAG_COPYRIGHT && _currentDirectory instanceof ExifDirectoryBase;
    }

    private void setText(int tagId, byte[] bytes) {
        String text = Texts.ended(bytes, isCopyright(tagId) ? 2 : 1).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        setString(tagId, new StringValue(text.getBytes(UTF_8), UTF_8));
    }

    /// @return whether the tag holds metadata of another kind
    private boolean handOn(RandomAccessReader reader, int tagId, int offset, long length) throws IOException {
        Block.Kind kind = switch (tagId) {
            case ExifDirectoryBase.TAG_APPLICATION_NOTES -> Block.Kind.XMP;
            case ExifDirectoryBase.TAG_INTER_COLOR_PROFILE -> Block.Kind.ICC;
            case ExifDirectoryBase.TAG_IPTC_NAA -> Block.Kind.IPTC;
            case ExifDirectoryBase.TAG_PHOTOSHOP_SETTINGS -> Block.Kind.PHOTOSHOP;
            default -> Block.Kind.EXIF;
        };
        if (isPanasonicsPreview(tagId)) {
            found.preview(offset);
            return true;
        }
        if (kind == Block.Kind.EXIF || !(_currentDirectory instanceof ExifDirectoryBase)) {
            return false;
        }
        if (found.takes(kind, length)) {
            found.block(kind, reader.getBytes(offset, (int) length));
        }
        return true;
    }

    /// A whole JPEG within the tag, which the library would read without limits.
    private boolean isPanasonicsPreview(int tagId) {
        return _currentDirectory instanceof PanasonicRawIFD0Directory
                && tagId == PanasonicRawIFD0Directory.TagJpgFromRaw;
    }

    /// A property list, which is kept as it is: the library would count up to its declared number of objects, of 64
    /// bits, whether they exist or not.
    private boolean isApplesRunTime(int tagId) {
        return _currentDirectory instanceof AppleMakernoteDirectory && tagId == AppleMakernoteDirectory.TAG_RUN_TIME;
    }
}
