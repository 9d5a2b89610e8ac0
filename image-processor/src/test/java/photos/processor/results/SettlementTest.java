package photos.processor.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static photos.processor.job.Bench.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import photos.outage.Unavailable;
import photos.processor.job.Bench;
import photos.storage.Content;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;
import photos.storage.OtherStore;

/// What never comes to rest has to end all the same: the job keeps its key from all others.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SettlementTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/a.jpg");

    @TempDir
    private Path directory = Path.of("");

    private Bench bench = new Bench(directory);

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(directory.resolve("work"));
        bench.uploadAndHandOver(KEY, sample("camera-panasonic-lx2.jpg"));
        bench.run(KEY);
    }

    private boolean settle(ObjectStore store) {
        return new Results(store, bench.ledger, Bench.GRACE, bench.clock).settle(KEY);
    }

    @Test
    void a_manifest_that_can_neither_be_read_nor_written_is_left_to_another_job() {
        bench.store.delete(Bench.manifestKey(KEY));
        ObjectStore never = new OtherStore(bench.store) {
            @Override
            public boolean putIfAbsent(ObjectKey key, Content content) {
                return false;
            }
        };
        assertThatThrownBy(() -> settle(never))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(Bench.manifestKey(KEY).value());
        assertThat(settle(bench.store)).isFalse();
        assertThat(bench.manifest(KEY)).isPresent();
    }

    @Test
    void an_item_that_moves_before_each_sweep_is_left_to_another_job() {
        ObjectStore restless = new OtherStore(bench.store) {
            @Override
            public List<Listed> children(String prefix) {
                assertThat(bench.ledger.advance(bench.item(KEY).claim())).isPresent();
                return super.children(prefix);
            }
        };
        assertThatThrownBy(() -> settle(restless))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(KEY.value());
    }
}
