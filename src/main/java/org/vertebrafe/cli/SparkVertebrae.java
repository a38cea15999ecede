package org.vertebrafe.cli;

import java.io.Serializable;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.vertebrafe.imagej.study.CohortFiles;
import org.vertebrafe.study.cohort.RemoteVertebrae;
import org.vertebrafe.study.kernels.StudyTask;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * A cohort on Apache Spark: one task for each vertebra, whose answer comes back as soon as it is there. Tasks of a worker
 * that is lost are computed again by another. Spark is not shipped; it must be on the class path.
 */
final class SparkVertebrae implements RemoteVertebrae {

    private final String master;

    SparkVertebrae(String master) {
        this.master = master;
    }

    @Override
    public void compute(List<String> tasks, BiConsumer<Integer, String> done) {
        if (tasks.isEmpty()) {
            return;
        }
        SparkConf conf = new SparkConf().setAppName("VertebraFE cohort").setMaster(master);
        conf.setIfMissing("spark.ui.enabled", "false");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaRDD<String> each = spark.parallelize(tasks, tasks.size());
            List<Object> partitions =
                    IntStream.range(0, tasks.size()).<Object>mapToObj(n -> n).toList();
            spark.sc()
                    .runJob(
                            each.rdd(),
                            new Compute(),
                            CollectionConverters.asScala(partitions).toSeq(),
                            new Collect(done),
                            ClassTag$.MODULE$.apply(String.class));
        }
    }

    /** What a worker does. */
    private static final class Compute extends AbstractFunction2<TaskContext, Iterator<String>, String>
            implements Serializable {

        private static final long serialVersionUID = 1;

        @Override
        public String apply(TaskContext context, Iterator<String> task) {
            int threads = Math.max(1, context.cpus());
            try (TaskExecutor executor =
                    threads == 1 ? TaskExecutors.singleThreaded() : TaskExecutors.fixedThreadPool(threads)) {
                return StudyTask.run(task.next(), new CohortFiles(), executor);
            }
        }
    }

    /** What the driver does with each answer. */
    private static final class Collect extends AbstractFunction2<Object, String, BoxedUnit> {

        private final BiConsumer<Integer, String> done;

        Collect(BiConsumer<Integer, String> done) {
            this.done = done;
        }

        @Override
        public BoxedUnit apply(Object partition, String answer) {
            done.accept((Integer) partition, answer);
            return BoxedUnit.UNIT;
        }
    }
}
