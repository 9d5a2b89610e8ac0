package photos.model;

/// Who writes: the two owners of the protocol, and the operator, who has only `retry`.
enum Owner {
    LAMBDA,
    PROCESSOR,
    OPERATOR
}
