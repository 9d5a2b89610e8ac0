package photos.ingest.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CameraNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NIKON CORPORATION           | NIKON D800                       | Nikon D800
            Canon                       | Canon EOS 5D Mark III            | Canon EOS 5D Mark III
            Apple                       | iPhone 13 mini                   | Apple iPhone 13 mini
            samsung                     | SM-G991B                         | Samsung SM-G991B
            SAMSUNG TECHWIN             | NX300                            | Samsung NX300
            SONY                        | ILCE-7RM3                        | Sony ILCE-7RM3
            FUJIFILM                    | X-T4                             | Fujifilm X-T4
            OLYMPUS IMAGING CORP.       | E-M10                            | Olympus E-M10
            OLYMPUS OPTICAL CO.,LTD     | C2500L                           | Olympus C2500L
            OM Digital Solutions        | OM-1                             | OM System OM-1
            RICOH IMAGING COMPANY, LTD. | PENTAX K-3 II                    | Pentax K-3 II
            PENTAX Corporation          | PENTAX K10D                      | Pentax K10D
            LEICA CAMERA AG             | LEICA Q2                         | Leica Q2
            EASTMAN KODAK COMPANY       | KODAK DX6340 ZOOM DIGITAL CAMERA | Kodak DX6340
            Hewlett-Packard Company     | hp PhotoSmart 620                | HP PhotoSmart 620
            Minolta Co., Ltd.           | DiMAGE E223                      | Minolta DiMAGE E223
            motorola                    | moto g(9) plus                   | Motorola moto g(9) plus
            Canonical Works Ltd.        | Canonical 1                      | Canonical Works Canonical 1
            acme                        | Zoom                             | Acme Zoom
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
}
