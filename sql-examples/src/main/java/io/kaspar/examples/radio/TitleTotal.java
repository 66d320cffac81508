package io.kaspar.examples.radio;

/** How often a radio played a title so far: what the typed sink gets. */
public final class TitleTotal {
    private String radio = "";
    private String title = "";
    private long plays;

    public String getRadio() {
        return radio;
    }

    public void setRadio(String radio) {
        this.radio = radio;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public long getPlays() {
        return plays;
    }

    public void setPlays(long plays) {
        this.plays = plays;
    }
}
