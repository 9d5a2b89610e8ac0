package photos.ingest.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CameraNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NIKON CORPORATION           | NIKON D800                               | Nikon D800
            NIKON CORPORATION           | NIKON Z 8                                | Nikon Z 8
            NIKON CORPORATION           | NIKON D7500                              | Nikon D7500
            NIKON CORPORATION           | NIKON D750                               | Nikon D750
            NIKON CORPORATION           | NIKON Z 6_2                              | Nikon Z 6_2
            NIKON                       | COOLPIX P1000                            | Nikon COOLPIX P1000
            NIKON                       | E950                                     | Nikon E950
            Canon                       | Canon EOS 5D Mark III                    | Canon EOS 5D Mark III
            Canon                       | Canon EOS R5                             | Canon EOS R5
            Canon                       | Canon EOS R6m2                           | Canon EOS R6m2
            Canon                       | Canon EOS 300D DIGITAL                   | Canon EOS 300D DIGITAL
            Canon                       | Canon PowerShot S40                      | Canon PowerShot S40
            Canon                       | Canon DIGITAL IXUS 400                   | Canon DIGITAL IXUS 400
            Apple                       | iPhone 13 mini                           | Apple iPhone 13 mini
            Apple                       | iPhone 4S                                | Apple iPhone 4S
            Apple                       | iPhone 7                                 | Apple iPhone 7
            Apple                       | iPhone 15 Pro Max                        | Apple iPhone 15 Pro Max
            Apple                       | iPad Pro (11-inch)                       | Apple iPad Pro (11-inch)
            samsung                     | SM-G991B                                 | Samsung SM-G991B
            samsung                     | SM-S901E                                 | Samsung SM-S901E
            samsung                     | SM-N920T                                 | Samsung SM-N920T
            samsung                     | SM-S906U                                 | Samsung SM-S906U
            samsung                     | Galaxy S23 Ultra                         | Samsung Galaxy S23 Ultra
            SAMSUNG TECHWIN             | NX300                                    | Samsung NX300
            SAMSUNG TECHWIN CO., LTD.   | SAMSUNG WB500                            | Samsung WB500
            SONY                        | ILCE-7RM3                                | Sony ILCE-7RM3
            SONY                        | DSLR-A550                                | Sony DSLR-A550
            SONY                        | DSC-RX100M7                              | Sony DSC-RX100M7
            Sony Ericsson               | K750i                                    | Sony Ericsson K750i
            FUJIFILM                    | X-T4                                     | Fujifilm X-T4
            FUJIFILM                    | X-E2                                     | Fujifilm X-E2
            FUJIFILM                    | FinePix X100                             | Fujifilm FinePix X100
            FUJI PHOTO FILM CO., LTD.   | FinePixS1Pro                             | Fujifilm FinePixS1Pro
            OLYMPUS IMAGING CORP.       | E-M10                                    | Olympus E-M10
            OLYMPUS CORPORATION         | E-M1MarkII                               | Olympus E-M1MarkII
            OLYMPUS OPTICAL CO.,LTD     | C2500L                                   | Olympus C2500L
            OM Digital Solutions        | OM-1                                     | OM System OM-1
            RICOH IMAGING COMPANY, LTD. | PENTAX K-3 II                            | Pentax K-3 II
            RICOH IMAGING COMPANY, LTD. | RICOH GR III                             | Ricoh GR III
            RICOH                       | Caplio Pro G3                            | Ricoh Caplio Pro G3
            PENTAX Corporation          | PENTAX K10D                              | Pentax K10D
            PENTAX                      | PENTAX K-1 Mark II                       | Pentax K-1 Mark II
            Asahi Optical Co.,Ltd.      | PENTAX Optio 330                         | Pentax Optio 330
            LEICA CAMERA AG             | LEICA Q2                                 | Leica Q2
            Leica Camera AG             | LEICA M10-R                              | Leica M10-R
            LEICA                       | V-LUX 5                                  | Leica V-LUX 5
            Panasonic                   | DMC-LX2                                  | Panasonic DMC-LX2
            Panasonic                   | DC-G91                                   | Panasonic DC-G91
            Hasselblad                  | L1D-20c                                  | Hasselblad L1D-20c
            Hasselblad                  | Hasselblad X1D                           | Hasselblad X1D
            Phase One                   | IQ3 100MP                                | Phase One IQ3 100MP
            Phase One A/S               | IQ140                                    | Phase One IQ140
            SIGMA                       | SIGMA fp                                 | Sigma fp
            SIGMA                       | SIGMA dp2 Quattro                        | Sigma dp2 Quattro
            EASTMAN KODAK COMPANY       | KODAK DX6340 ZOOM DIGITAL CAMERA         | Kodak DX6340
            EASTMAN KODAK COMPANY       | KODAK EASYSHARE C330 ZOOM DIGITAL CAMERA | Kodak EASYSHARE C330
            JK Imaging, Ltd.            | KODAK PIXPRO AZ525                       | Kodak PIXPRO AZ525
            Hewlett-Packard Company     | hp PhotoSmart 620                        | HP PhotoSmart 620
            Hewlett-Packard             | HP PhotoSmart R707                       | HP PhotoSmart R707
            Minolta Co., Ltd.           | DiMAGE E223                              | Minolta DiMAGE E223
            KONICA MINOLTA              | DYNAX 5D                                 | Konica Minolta DYNAX 5D
            Konica Minolta Camera, Inc. | DiMAGE A2                                | Konica Minolta DiMAGE A2
            CASIO COMPUTER CO.,LTD.     | EX-Z750                                  | Casio EX-Z750
            SEIKO EPSON CORP.           | R-D1                                     | Epson R-D1
            SANYO Electric Co.,Ltd.     | SANYO VPC-SX550                          | Sanyo VPC-SX550
            TOSHIBA                     | PDR-M700                                 | Toshiba PDR-M700
            Polaroid                    | Polaroid i1036                           | Polaroid i1036
            Vivitar                     | ViviCam 5050                             | Vivitar ViviCam 5050
            Leaf                        | Leaf Aptus 22                            | Leaf Aptus 22
            GoPro                       | HERO11 Black                             | GoPro HERO11 Black
            GoPro                       | GoPro Max                                | GoPro Max
            DJI                         | FC3170                                   | DJI FC3170
            DJI                         | DJI Osmo Action                          | DJI Osmo Action
            Arashi Vision               | Insta360 X3                              | Insta360 X3
            Parrot                      | Bebop 2                                  | Parrot Bebop 2
            motorola                    | moto g(9) plus                           | Motorola moto g(9) plus
            motorola                    | motorola edge 30                         | Motorola edge 30
            Google                      | Pixel                                    | Google Pixel
            Google                      | Pixel 4a                                 | Google Pixel 4a
            Google                      | Pixel 7 Pro                              | Google Pixel 7 Pro
            HUAWEI                      | HUAWEI VNS-L31                           | Huawei VNS-L31
            HUAWEI                      | ELE-L29                                  | Huawei ELE-L29
            HONOR                       | FNE-NX9                                  | Honor FNE-NX9
            Xiaomi                      | Mi 9T Pro                                | Xiaomi Mi 9T Pro
            Xiaomi                      | Redmi Note 9 Pro                         | Redmi Note 9 Pro
            OnePlus                     | ONEPLUS A6013                            | OnePlus A6013
            OPPO                        | OPPO Find X2                             | Oppo Find X2
            vivo                        | vivo 1904                                | Vivo 1904
            realme                      | RMX3031                                  | Realme RMX3031
            HMD Global                  | Nokia 7 plus                             | Nokia 7 plus
            Nokia                       | N95                                      | Nokia N95
            Microsoft                   | Lumia 950                                | Microsoft Lumia 950
            LG Electronics              | LG-H870                                  | LG H870
            LGE                         | Nexus 5                                  | LG Nexus 5
            HTC                         | HTC One_M8                               | HTC One_M8
            asus                        | ASUS_Z01RD                               | Asus Z01RD
            LENOVO                      | Lenovo K33b36                            | Lenovo K33b36
            Research In Motion          | BlackBerry 9800                          | BlackBerry 9800
            Fairphone                   | FP4                                      | Fairphone FP4
            Nothing                     | A063                                     | Nothing A063
            SHARP                       | SH-02L                                   | Sharp SH-02L
            RaspberryPi                 | RP_imx477                                | Raspberry Pi RP_imx477
            Canonical Works Ltd.        | Canonical 1                              | Canonical Works Canonical 1
            acme                        | Zoom                                     | Acme Zoom
            """)
    void is_said_as_people_say_it(String make, String model, String name) {
        assertThat(CameraName.of(Optional.of(make), Optional.of(model))).contains(name);
    }

    @Test
    void is_what_there_is() {
        assertThat(CameraName.of(Optional.empty(), Optional.empty())).isEmpty();
        assertThat(CameraName.of(Optional.of("SONY"), Optional.empty())).contains("Sony");
        assertThat(CameraName.of(Optional.empty(), Optional.of("X100"))).contains("X100");
        assertThat(CameraName.of(Optional.empty(), Optional.of("NIKON D70"))).contains("Nikon D70");
    }

    @Test
    void is_no_longer_than_an_index_takes_and_never_empty() {
        String han = "東".repeat(2_000);
        assertThat(CameraName.of(Optional.of(han), Optional.of(han)).orElseThrow())
                .hasSize(200);
        assertThat(CameraName.of(Optional.of(", Inc."), Optional.empty())).isEmpty();
        assertThat(CameraName.of(Optional.of(", Inc."), Optional.of("X1"))).contains("X1");
    }
}
