package photos.ingest.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import com.drew.metadata.exif.makernotes.CasioType2MakernoteDirectory;
import com.drew.metadata.exif.makernotes.KyoceraMakernoteDirectory;
import com.drew.metadata.exif.makernotes.OlympusMakernoteDirectory;
import com.drew.metadata.exif.makernotes.SanyoMakernoteDirectory;
import com.drew.metadata.exif.makernotes.SonyType1MakernoteDirectory;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tags that say where a picture lies in the file and how it is packed, or are a small picture themselves, or mere
/// room. They are no metadata: one that is too long to be listed is not missed, else nearly every TIFF would lack
/// something.
final class PictureStructure {
    private static final int FREE_OFFSETS = 0x0120;
    private static final int FREE_BYTE_COUNTS = 0x0121;
    private static final int COLOR_MAP = 0x0140;

    private static final Set<Integer> OF_TIFF = Set.of(
            ExifDirectoryBase.TAG_STRIP_OFFSETS,
            ExifDirectoryBase.TAG_STRIP_BYTE_COUNTS,
            ExifDirectoryBase.TAG_STRIP_ROW_COUNTS,
            ExifDirectoryBase.TAG_TILE_OFFSETS,
            ExifDirectoryBase.TAG_TILE_BYTE_COUNTS,
            FREE_OFFSETS,
            FREE_BYTE_COUNTS,
            COLOR_MAP,
            ExifDirectoryBase.TAG_JPEG_TABLES,
            ExifDirectoryBase.TAG_JPEG_Q_TABLES,
            ExifDirectoryBase.TAG_JPEG_DC_TABLES,
            ExifDirectoryBase.TAG_JPEG_AC_TABLES,
            ExifDirectoryBase.TAG_PADDING);

    private PictureStructure() {}

    static boolean has(@Nullable Directory directory, int tag) {
        return switch (directory) {
            case ExifDirectoryBase _, PanasonicRawIFD0Directory _ -> OF_TIFF.contains(tag);
            case OlympusMakernoteDirectory _ ->
                tag == OlympusMakernoteDirectory.TAG_THUMBNAIL_IMAGE
                        || tag == OlympusMakernoteDirectory.TAG_PREVIEW_IMAGE
                        || tag == OlympusMakernoteDirectory.TAG_MINOLTA_THUMBNAIL_OFFSET_1;
            case SonyType1MakernoteDirectory _ -> tag == SonyType1MakernoteDirectory.TAG_PREVIEW_IMAGE;
            case CasioType2MakernoteDirectory _ -> tag == CasioType2MakernoteDirectory.TAG_PREVIEW_THUMBNAIL;
            case KyoceraMakernoteDirectory _ -> tag == KyoceraMakernoteDirectory.TAG_PROPRIETARY_THUMBNAIL;
            case SanyoMakernoteDirectory _ -> tag == SanyoMakernoteDirectory.TAG_SANYO_THUMBNAIL;
            case null, default -> false;
        };
    }
}
