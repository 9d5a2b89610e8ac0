package photos.processor.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.outage.Unavailable;

class WorkVolumeTest {
    @TempDir
    private Path directory = Path.of("");

    private Path work = Path.of("");

    @BeforeEach
    void name() {
        work = directory.resolve("work");
    }

    @Test
    void a_job_has_a_directory_of_its_own_while_it_lasts() throws Exception {
        WorkVolume volume = WorkVolume.at(work);
        Path first;
        try (JobDirectory one = volume.open(10);
                JobDirectory other = volume.open(10)) {
            first = one.path();
            assertThat(first).isEmptyDirectory().isNotEqualTo(other.path());
            Files.writeString(one.original(), "bytes");
        }
        assertThat(first).doesNotExist();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void what_jobs_left_that_were_killed_is_cleared_away_and_nothing_else() throws Exception {
        Files.createDirectories(work.resolve("job-1/deeper"));
        Files.writeString(work.resolve("job-1/deeper/original"), "bytes");
        Files.writeString(work.resolve("lost+found"), "not ours");

        WorkVolume.at(work);

        assertThat(work.resolve("job-1")).doesNotExist();
        assertThat(work.resolve("lost+found")).exists();
    }

    @Test
    void a_directory_goes_though_files_vanish_from_it_meanwhile() throws Exception {
        WorkVolume volume = WorkVolume.at(work);
        JobDirectory job = volume.open(10);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            files.add(Files.createFile(job.path().resolve("variant-" + i)));
        }
        Thread other = Thread.ofPlatform().start(() -> files.forEach(WorkVolumeTest::deleteIfThere));
        job.close();
        other.join();
        assertThat(job.path()).doesNotExist();
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void on_a_full_volume_no_job_begins_and_it_is_said_when_to_come_again() throws Exception {
        Path full = Path.of("/proc");
        assumeTrue(Files.isDirectory(full) && Files.getFileStore(full).getUsableSpace() == 0, "no full file system");
        WorkVolume volume = WorkVolume.at(work);
        assertThat(volume.hasRoom()).isTrue();
        Files.delete(work);
        Files.createSymbolicLink(work, full);

        assertThat(volume.hasRoom()).isFalse();
        Unavailable refused = catchThrowableOfType(Unavailable.class, () -> volume.open(1000));

        assertThat(refused).hasMessageContaining("MB free");
        assertThat(refused.retryAfter()).isPresent();
        Files.delete(work);
        Files.createDirectory(work);
        assertThat(volume.hasRoom()).isTrue();
        volume.open(1000).close();
    }

    @Test
    void jobs_at_work_keep_their_room_although_they_have_not_used_it_yet() throws Exception {
        WorkVolume volume = WorkVolume.at(work);
        long most = Files.getFileStore(work).getUsableSpace() - 4 * WorkVolume.RESERVE_BYTES;
        assumeTrue(most > 0, "the disk of this machine is nearly full");
        try (JobDirectory _ = volume.open(most)) {
            assertThatThrownBy(() -> volume.open(most)).isInstanceOf(Unavailable.class);
        }
        volume.open(most).close();
    }

    @Test
    void a_directory_that_is_gone_fails_no_job_that_ends_and_is_made_again() throws Exception {
        WorkVolume volume = WorkVolume.at(work);
        try (JobDirectory job = volume.open(10)) {
            Files.delete(job.path());
            Files.delete(work);
        }
        assertThat(volume.hasRoom()).isTrue();
        Files.delete(work);
        try (JobDirectory job = volume.open(10)) {
            assertThat(job.path()).isEmptyDirectory();
        }
    }

    @Test
    void a_directory_that_cannot_be_made_again_is_an_absence() throws Exception {
        WorkVolume volume = WorkVolume.at(work);
        Files.delete(work);
        Files.createFile(work);
        assertThat(volume.hasRoom()).isFalse();
        assertThatThrownBy(() -> volume.open(10)).isInstanceOf(Unavailable.class);
    }
}
