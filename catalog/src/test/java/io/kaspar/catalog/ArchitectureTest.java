package io.kaspar.catalog;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.junit.jupiter.api.Test;

/** The walls of the house: which room may know which, and how far Spark comes in. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                    "io.kaspar.schema",
                    "io.kaspar.client",
                    "io.kaspar.reader",
                    "io.kaspar.writer",
                    "io.kaspar.catalog");

    private static final String[] FORMATS = {
        "io.kaspar.schema.avro", "io.kaspar.schema.raw", "io.kaspar.schema.protobuf", "io.kaspar.schema.json"
    };

    @Test
    void looksAtAllRooms() {
        assertThat(CLASSES.containPackage("io.kaspar.schema.avro")).isTrue();
        assertThat(CLASSES.containPackage("io.kaspar.schema.program")).isTrue();
        assertThat(CLASSES.containPackage("io.kaspar.schema.json.text")).isTrue();
        assertThat(CLASSES.containPackage("io.kaspar.schema.format")).isTrue();
        assertThat(CLASSES.containPackage("io.kaspar.client")).isTrue();
        assertThat(CLASSES.containPackage("io.kaspar.reader.scan")).isTrue();
        assertThat(CLASSES.containPackage("io.kaspar.catalog.options")).isTrue();
    }

    @Test
    void pointsDownOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.kaspar.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kaspar.client..", "io.kaspar.reader..", "io.kaspar.writer..", "io.kaspar.catalog..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.kaspar.client..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.kaspar.schema..", "io.kaspar.reader..", "io.kaspar.writer..", "io.kaspar.catalog..")
                        .and(resideOutsideOfPackages("io.kaspar.schema.lease..", "io.kaspar.schema.cancel..")))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.kaspar.reader..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kaspar.writer..", "io.kaspar.catalog..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.kaspar.writer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kaspar.reader..", "io.kaspar.catalog..")
                .check(CLASSES);
    }

    /** What two formats share is below both. */
    @Test
    void letsNoFormatKnowAnother() {
        for (String format : FORMATS) {
            noClasses()
                    .that()
                    .resideInAPackage(format)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(FORMATS).and(resideOutsideOfPackage(format)))
                    .allowEmptyShould(true) // formats to come
                    .check(CLASSES);
        }
    }

    @Test
    void letsTheInstructionSetKnowNoFormat() {
        noClasses()
                .that()
                .resideInAnyPackage("io.kaspar.schema.program..", "io.kaspar.schema.json.text..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.kaspar.schema..")
                        .and(resideOutsideOfPackages(
                                "io.kaspar.schema.program..",
                                "io.kaspar.schema.json.text..",
                                "io.kaspar.schema.format..")))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.avro..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.kaspar.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.kaspar.schema.program..")
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesOfPackages() {
        slices().matching("io.kaspar.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void keepsSparksTypesInFormatsVectorsAndCatalog() {
        noClasses()
                .that()
                .resideInAnyPackage("io.kaspar.reader.bytes..", "io.kaspar.reader.segment..")
                .or()
                .resideInAnyPackage("io.kaspar.reader.directory..", "io.kaspar.reader.copy..")
                .or()
                .resideInAnyPackage("io.kaspar.reader.batch..", "io.kaspar.reader.record..")
                .or()
                .resideInAnyPackage("io.kaspar.reader.isolation..", "io.kaspar.reader.fetch..")
                .or()
                .resideInAnyPackage("io.kaspar.reader.log..", "io.kaspar.reader.compression..")
                .or()
                .resideInAnyPackage("io.kaspar.reader.source..", "io.kaspar.reader.scan..")
                .or()
                .resideInAnyPackage(
                        "io.kaspar.schema.wire..", "io.kaspar.schema.registry..", "io.kaspar.schema.lease..")
                .or()
                .resideInAPackage("io.kaspar.schema.cancel..")
                .or()
                .resideInAPackage("io.kaspar.schema.program..")
                .or()
                .resideInAPackage("io.kaspar.client..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.spark..")
                .check(CLASSES);
    }

    @Test
    void keepsSparksVectorsInTheReadersVectors() {
        noClasses()
                .that()
                // reader.column and catalog.scan name them, to hand them on; catalog.write takes texts out of rows
                .resideOutsideOfPackages(
                        "io.kaspar.reader.vector..",
                        "io.kaspar.reader.column..",
                        "io.kaspar.catalog.scan..",
                        "io.kaspar.catalog.write..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark.sql.vectorized..",
                        "org.apache.spark.sql.execution.vectorized..",
                        "org.apache.spark.unsafe.types..")
                .check(CLASSES);
    }

    /** But for the cast of a variant's part, which has to be Spark's own. */
    @Test
    void keepsSparksConnectorInTheCatalog() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.kaspar.catalog..")
                .and()
                .haveNameNotMatching("io[.]kaspar[.]reader[.]vector[.]VariantCast([$].*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark.sql.connector..", "org.apache.spark.sql.catalyst..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.spark.sql.SparkSession")
                .check(CLASSES);
    }

    @Test
    void keepsKafkasAdminClientInTheCluster() {
        noClasses()
                .that()
                .resideInAPackage("io.kaspar.catalog..")
                .and()
                .resideOutsideOfPackage("io.kaspar.catalog.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void plansWithoutAskingAnybody() {
        noClasses()
                .that()
                .resideInAnyPackage("io.kaspar.catalog.plan..", "io.kaspar.catalog.facts..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark.sql.connector..",
                        "org.apache.spark.sql.catalyst..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "java.net..",
                        "java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kaspar.catalog.ask..",
                        "io.kaspar.catalog.cluster..",
                        "io.kaspar.catalog.locality..",
                        "io.kaspar.catalog.offline..",
                        "io.kaspar.catalog.locality.survey..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.time\\.(Clock|InstantSource)|org\\.apache\\.spark\\.(SparkContext|SparkEnv|sql\\.SparkSession)")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void keepsNothingButRecordsAmongFacts() {
        classes()
                .that()
                .resideInAPackage("io.kaspar.catalog.facts..")
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(Record.class)
                .orShould()
                .beEnums()
                .check(CLASSES);
    }

    /** A lock that is held while a broker, a registry or a resolver is asked stops everybody else; a task's own stops nobody. */
    @Test
    void locksNothingWhereItAsks() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("io.kaspar.catalog.ask..", "io.kaspar.catalog.scan..", "io.kaspar.catalog.plan..")
                .and()
                .areDeclaredInClassesThat()
                .areNotAssignableTo(PartitionReader.class)
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(CLASSES);
    }

    @Test
    void describesEveryPackage() {
        Set<String> packages = CLASSES.stream()
                .filter(javaClass -> !isDescription(javaClass))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        Set<String> described = CLASSES.stream()
                .filter(ArchitectureTest::isDescription)
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());

        assertThat(described).containsAll(packages);
    }

    private static boolean isDescription(JavaClass javaClass) {
        return javaClass.getSimpleName().equals("package-info");
    }
}
