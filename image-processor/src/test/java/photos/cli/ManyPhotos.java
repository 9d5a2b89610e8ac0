package photos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import picocli.CommandLine;

/// `photos query` of very many photos, each of several kilobytes, as a program of its own. The first argument says how
/// many.
final class ManyPhotos {
    private ManyPhotos() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
        Pages pages = new Invented(Integer.parseInt(arguments[0]));
        QueryCommand command = new QueryCommand(Map.of(), out, () -> pages);
        int status = new CommandLine(command.spec()).execute(Arrays.copyOfRange(arguments, 1, arguments.length));
        out.flush();
        System.exit(status);
    }

    private record Invented(int count) implements Pages {
        @Override
        public Page page(PhotoQuery query) {
            int from = query.next().map(Integer::valueOf).orElse(0);
            int to = Math.min(count, from + query.limit());
            List<PhotoSummary> photos =
                    IntStream.range(from, to).mapToObj(Invented::photo).toList();
            return new Page(photos, to < count ? Optional.of("" + to) : Optional.empty(), "byUpload", to - from, 1);
        }

        private static PhotoSummary photo(int number) {
            List<Map<String, String>> variants = IntStream.range(0, 8)
                    .mapToObj(i -> Map.of("key", ("results/" + number + "/" + i).repeat(20)))
                    .toList();
            return PhotoSummary.of(
                    Map.of("objectKey", "uploads/" + number, "iso", (number * 7919L) % 100_000, "variants", variants));
        }

        @Override
        public void close() {}
    }
}
