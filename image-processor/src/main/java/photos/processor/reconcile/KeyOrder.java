package photos.processor.reconcile;

import java.util.Comparator;

/// The order in which keys are listed, and the one in which originals and their results can be laid side by side.
enum KeyOrder {
    /// Amazon S3's: that of the keys' bytes in UTF-8, which is that of code points.
    UTF8 {
        @Override
        int compareUnits(char a, char b) {
            return Character.compare(inCodePointOrder(a), inCodePointOrder(b));
        }
    },
    /// The local S3's: that of Java's strings. It differs from U+E000 on.
    UTF16 {
        @Override
        int compareUnits(char a, char b) {
            return Character.compare(a, b);
        }
    };

    abstract int compareUnits(char a, char b);

    /// As a bucket lists its keys.
    Comparator<String> listed() {
        return (a, b) -> {
            int common = firstDifference(a, b);
            return common == Math.min(a.length(), b.length())
                    ? Integer.compare(a.length(), b.length())
                    : compareUnits(a.charAt(common), b.charAt(common));
        };
    }

    /// Every path after all that lies in the folder of its name. `a` comes after `a/b` and also after `a!`, since the
    /// listing has `a!/thumb.jpg` before `a/b/thumb.jpg` before `a/thumb.jpg`, and after it nothing else of `a`.
    Comparator<String> innermostFirst() {
        return (a, b) -> {
            int common = firstDifference(a, b);
            if (common < a.length() && common < b.length()) {
                return compareUnits(a.charAt(common), b.charAt(common));
            }
            if (a.length() == b.length()) {
                return 0;
            }
            return a.length() < b.length() ? (isHeldBackBy(a, b) ? 1 : -1) : (isHeldBackBy(b, a) ? -1 : 1);
        };
    }

    /// Whether a path has to wait for one that is listed after it.
    static boolean isHeldBackBy(String path, String longer) {
        return longer.length() > path.length() && longer.startsWith(path) && longer.charAt(path.length()) <= '/';
    }

    private static int firstDifference(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int i = 0;
        while (i < shorter && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    /// Moves surrogates, which stand for code points above all others, after the rest.
    private static char inCodePointOrder(char unit) {
        if (unit < Character.MIN_SURROGATE) {
            return unit;
        }
        return (char) (unit > Character.MAX_SURROGATE ? unit - 0x800 : unit + 0x2000);
    }
}
