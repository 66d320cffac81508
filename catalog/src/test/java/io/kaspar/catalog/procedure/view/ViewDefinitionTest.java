package io.kaspar.catalog.procedure.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ViewDefinitionTest {
    private static ViewDefinition of(StructType columns) {
        return new ViewDefinition("my-kafka", "shop.orders", List.of("my-kafka", "all_topics", "shop.orders"), columns);
    }

    @Test
    void writesAStatement() {
        StructType columns = new StructType()
                .add("id", DataTypes.LongType, true, "counts up")
                .add("odd`name", DataTypes.StringType);

        assertThat(of(columns).statement("spark_catalog.`db`.`shop_orders`"))
                .startsWith(
                        "CREATE OR REPLACE VIEW spark_catalog.`db`.`shop_orders`"
                                + " (`id` COMMENT 'counts up', `odd``name`) COMMENT 'the Kafka topic shop.orders' TBLPROPERTIES (")
                .contains("'kaspar.view.catalog' = 'my-kafka'", "'kaspar.view.topic' = 'shop.orders'")
                .endsWith(") AS SELECT `id`, `odd``name` FROM `my-kafka`.`all_topics`.`shop.orders`");
    }

    @Test
    void letsACommentEndNoTextAndNameNoVariable() {
        StructType columns = new StructType().add("id", DataTypes.LongType, true, "it's ${env:HOME}\\ \n");

        assertThat(of(columns).statement("v"))
                .contains("COMMENT 'it\\u0027s \\u0024{env:HOME}\\u005c \\u000a'")
                .doesNotContain("${");
    }

    @Test
    void shortensCommentsThatAMetastoreHasNoRoomFor() {
        StructType columns = new StructType().add("id", DataTypes.LongType, true, "x".repeat(300));

        assertThat(of(columns).statement("v")).contains("COMMENT '" + "x".repeat(254) + "…'");
    }

    @Test
    void hasOtherMarksWithOtherColumns() {
        StructType columns = new StructType().add("id", DataTypes.LongType, true, "counts up");
        ExistingView marks = of(columns).marks();

        assertThat(of(columns).marks()).isEqualTo(marks);
        assertThat(ExistingView.of(marks.properties())).isEqualTo(marks);
        assertThat(of(new StructType().add("id", DataTypes.IntegerType, true, "counts up"))
                        .marks())
                .isNotEqualTo(marks);
        assertThat(of(new StructType().add("id", DataTypes.LongType, true, "counts"))
                        .marks())
                .isNotEqualTo(marks);
    }
}
