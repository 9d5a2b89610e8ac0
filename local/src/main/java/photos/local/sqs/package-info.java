/// SQS on this machine: ElasticMQ with the queues of the template.
@NullMarked
package photos.local.sqs;

import org.jspecify.annotations.NullMarked;
