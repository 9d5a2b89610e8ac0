/// Amazon SQS behind [photos.queue.HintQueue]; the only package that knows its client.
@NullMarked
package photos.queue.sqs;

import org.jspecify.annotations.NullMarked;
