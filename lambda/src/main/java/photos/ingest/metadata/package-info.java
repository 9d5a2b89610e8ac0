/// What a photo says about itself: reads the metadata out of the bytes of an original, few of
/// them, whatever is in them.
///
/// The only package that knows the library metadata-extractor. Containers (JPEG segments, PNG chunks, RIFF, ISO boxes)
/// are walked here, within limits; the library reads the bounded blocks found in them.
///
/// ## Which source counts
///
/// Of the sources of a field the first that says something counts. They stand here in that order, each with where
/// its meaning comes from. *MWG* is the Metadata Working Group, "Guidelines for Handling Image Metadata" 2.0. Its
/// chapter 3 has EXIF go before the rest, and IPTC before XMP where the digest by Photoshop says that IPTC was
/// changed later; its chapter 5 maps eight properties, of which all but the location are read here. Where no MWG
/// stands, the order is our own: what cameras write before what programs write, and a standard before what one
/// maker does.
///
/// | field | source | from |
/// |---|---|---|
/// | make, model | Make, Model | EXIF 2.32, 4.6.4 |
/// | | those of RW2 | Panasonic, as metadata-extractor reads them |
/// | | `tiff:Make`, `tiff:Model` | XMP Specification Part 2 |
/// | | UniqueCameraModel, as model | Adobe, DNG Specification |
/// | lens | LensModel | EXIF 2.32, 4.6.5 |
/// | | `exifEX:LensModel` | CIPA DC-010 |
/// | | `aux:Lens` | Adobe |
/// | | LensSpecification | EXIF 2.32, 4.6.5; our own words, such as `24-70mm f/2.8` |
/// | | LensInfo | Adobe, DNG Specification |
/// | | `exifEX:LensSpecification` | CIPA DC-010 |
/// | | `aux:LensInfo` | Adobe |
/// | | name in the notes of Canon, Olympus, Panasonic, Leica | the makers, as metadata-extractor reads them |
/// | | numbers in the notes of Nikon, Fujifilm, Sony | the same; Sony as exiftool reads it |
/// | exposure, flash | ExposureTime, FNumber, FocalLength, FocalLengthIn35mmFilm, Flash | EXIF 2.32, 4.6.5 |
/// | | the same in the first directory | TIFF/EP, ISO 12234-2 |
/// | | `exif:` of the same names | XMP Specification Part 2, CIPA DC-010 |
/// | iso | PhotographicSensitivity, unless it is 65535 | EXIF 2.32, 4.6.5; TIFF/EP |
/// | | what SensitivityType names of the next three | EXIF 2.32, 4.6.5 |
/// | | RecommendedExposureIndex, StandardOutputSensitivity, ISOSpeed | the tags EXIF 2.32, the order our own |
/// | | that of RW2 | Panasonic, as metadata-extractor reads it |
/// | | `exifEX:PhotographicSensitivity`, `exif:ISOSpeedRatings` | CIPA DC-010, XMP Specification Part 2 |
/// | | the three in `exifEX:`, as in EXIF | CIPA DC-010 |
/// | time | DateTimeOriginal with SubSecTimeOriginal | EXIF 2.32, 4.6.5; MWG 5.3; TIFF/EP |
/// | | DateTimeDigitized with SubSecTimeDigitized | EXIF 2.32, 4.6.5; instead of the original our own |
/// | | `exif:DateTimeOriginal` | CIPA DC-010 |
/// | | `photoshop:DateCreated` | MWG 5.3 |
/// | | `exif:DateTimeDigitized` | CIPA DC-010 |
/// | | `xmp:CreateDate` | MWG 5.3 |
/// | | 2:55 with 2:60, then 2:62 with 2:63 | MWG 5.3, IPTC-IIM 4.2; last whatever the digest says: our own |
/// | offset | OffsetTimeOriginal, OffsetTimeDigitized | EXIF 2.32, 4.6.5 |
/// | | in the time itself: XMP, IPTC | XMP Specification Part 1, IPTC-IIM 4.2 |
/// | | `exif:` or `exifEX:OffsetTimeOriginal` and so on | no standard; some programs write them |
/// | | GPSDateStamp and GPSTimeStamp | EXIF 2.32, 4.6.6; the conclusion our own |
/// | | `exif:GPSTimeStamp` | XMP Specification Part 2; the conclusion our own |
/// | position, altitude | GPS | EXIF 2.32, 4.6.6, and EXIF 3.0 |
/// | | `exif:GPSLatitude` and so on | XMP Specification Part 2; with a sign ISO 6709 |
/// | title | `dc:title`, 2:05 | IPTC Photo Metadata Standard |
/// | | XPTitle | Microsoft |
/// | | the text Title | PNG, third edition, 11.3.3 |
/// | description | ImageDescription, `dc:description`, 2:120 | MWG 5.2 |
/// | | XPComment, the text Description | Microsoft, PNG |
/// | artist | Artist, `dc:creator`, 2:80 | MWG 5.7 |
/// | | XPAuthor, the text Author | Microsoft, PNG |
/// | copyright | Copyright, `dc:rights`, 2:116 | MWG 5.6 |
/// | | the text Copyright | PNG |
/// | keywords | `dc:subject`, 2:25 | MWG 5.1 |
/// | | XPKeywords | Microsoft |
/// | rating | `xmp:Rating` | MWG 5.5; that 0 and -1 give none our own |
/// | | Rating | Microsoft |
/// | orientation | that of HEIC and AVIF: the container | ISO/IEC 23008-12 |
/// | | Orientation of the first directory | EXIF 2.32, 4.6.4; MWG 5.4 |
/// | | that of RW2 | Panasonic, as metadata-extractor reads it |
/// | colour profile | the description in the profile | ICC.1:2022 |
/// | size | the picture itself | its format |
@NullMarked
package photos.ingest.metadata;

import org.jspecify.annotations.NullMarked;
