package photos.processor.plane;

/// How many luma samples one chroma sample stands for (ITU-T T.81, A.1.1): 2 across and 2 down is 4:2:0.
public record Subsampling(int across, int down) {
    /// 4:4:4: as many chroma samples as luma samples.
    public static final Subsampling NONE = new Subsampling(1, 1);

    /// 4:2:0.
    public static final Subsampling HALF = new Subsampling(2, 2);

    public Subsampling {
        if (across < 1 || across > 4 || down < 1 || down > 4) {
            throw new IllegalArgumentException("a subsampling is 1 to 4 each way, was " + across + "x" + down);
        }
    }

    /// Chroma samples that cover so many luma samples.
    public int columns(int luma) {
        return Math.ceilDiv(luma, across);
    }

    public int rows(int luma) {
        return Math.ceilDiv(luma, down);
    }
}
