package photos.processor.plane;

/// Adds up weighted samples along both axes of a plane.
sealed interface Kernel permits VectorKernel, PlainKernel {
    /// Sets every sample of the target. All kernels give the same samples: each axis is rounded and clamped on its own,
    /// the vertical one first.
    ///
    /// @param across for each column of the target
    /// @param down for each row of the target
    void resample(Plane source, Weights across, Weights down, Plane target);

    /// Gives back what is too much to be kept for the next plane.
    void trim();
}
