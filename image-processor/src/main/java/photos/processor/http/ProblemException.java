package photos.processor.http;

/// Ends a request with a problem.
final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(int status, String title, String detail) {
        super(detail);
        this.problem = new Problem(status, title, detail);
    }

    Problem problem() {
        return problem;
    }
}
