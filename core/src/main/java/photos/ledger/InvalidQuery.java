package photos.ledger;

/// A question that cannot be asked: names the parameter, its value and what is expected.
public final class InvalidQuery extends Exception {
    private final String parameter;

    public InvalidQuery(String parameter, String value, String expected) {
        super("parameter \"" + parameter + "\" is \"" + value + "\", expected " + expected);
        this.parameter = parameter;
    }

    public String parameter() {
        return parameter;
    }
}
