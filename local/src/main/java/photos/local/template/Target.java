package photos.local.template;

/// Where a template is deployed to, or is said to be.
record Target(String environment, String region, String accountId) {

    static final String PARTITION = "aws";

    String arn(String service, String resource) {
        return "arn:" + PARTITION + ":" + service + ":" + region + ":" + accountId + ":" + resource;
    }

    String stackName() {
        return environment + "-photos";
    }
}
