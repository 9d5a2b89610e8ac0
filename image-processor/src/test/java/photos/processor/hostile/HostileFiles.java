package photos.processor.hostile;

import java.util.List;
import java.util.stream.Stream;

/// All hostile files, by rule: each rule also says what has to become of its file.
final class HostileFiles {
    private HostileFiles() {}

    static List<HostileFile> all() {
        return Stream.of(
                        HostileJpegs.all(),
                        HostilePngs.all(),
                        HostileGifs.all(),
                        HostileWebps.all(),
                        HostileTiffs.all(),
                        HostileBmps.all(),
                        HostileHeifs.all(),
                        HostileOthers.all(),
                        Regressions.all())
                .flatMap(List::stream)
                .toList();
    }
}
