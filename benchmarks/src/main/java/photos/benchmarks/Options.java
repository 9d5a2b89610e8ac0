package photos.benchmarks;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// What the command line asks for.
///
/// @param rounds how often each contender has its turn with each picture
/// @param photos in each turn of a contender that is not slow
/// @param only names of contenders; empty means all
/// @param pictures names of pictures; empty means all
/// @param quick whether this is only a try, whose table is not kept under `results/`
record Options(int rounds, int photos, Set<String> only, Set<String> pictures, boolean quick) {
    /// Turns so long that what the others left in the processor's caches does not count.
    private static final Options USUAL = new Options(3, 30, Set.of(), Set.of(), false);

    Options {
        if (rounds < 1 || photos < 1) {
            throw new IllegalArgumentException("expected at least 1 round and 1 photo, got " + rounds + ", " + photos);
        }
        only = Set.copyOf(only);
        pictures = Set.copyOf(pictures);
    }

    static Options parse(List<String> arguments) {
        Options options = USUAL;
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            options = switch (word) {
                case "--quick" -> new Options(1, 3, options.only, Set.of("12mp"), true);
                case "--rounds" -> options.with(number(word, words), options.photos);
                case "--photos" -> options.with(options.rounds, number(word, words));
                case "--only" ->
                    new Options(options.rounds, options.photos, names(word, words), options.pictures, true);
                case "--pictures" ->
                    new Options(options.rounds, options.photos, options.only, names(word, words), true);
                default -> throw new IllegalArgumentException("unknown option " + word + ", see --help");
            };
        }
        return options;
    }

    boolean wants(Contender contender) {
        return only.isEmpty() || only.contains(contender.name());
    }

    boolean wants(Picture picture) {
        return pictures.isEmpty() || pictures.contains(picture.name());
    }

    private Options with(int newRounds, int newPhotos) {
        return new Options(newRounds, newPhotos, only, pictures, quick);
    }

    private static int number(String option, Iterator<String> words) {
        String word = next(option, words);
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " expects a number, got " + word, e);
        }
    }

    private static Set<String> names(String option, Iterator<String> words) {
        return Set.copyOf(Arrays.asList(next(option, words).split(",", -1)));
    }

    private static String next(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " expects a value");
        }
        return words.next();
    }
}
