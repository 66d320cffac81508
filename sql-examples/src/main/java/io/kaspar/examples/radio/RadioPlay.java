package io.kaspar.examples.radio;

/** How often a radio played a title since its last report: a row of the files, and a record of the topic. */
public final class RadioPlay {
    private String radio = "";
    private String artist = "";
    private String title = "";
    private long plays;

    /** With its values. */
    public static RadioPlay of(String radio, String artist, String title, long plays) {
        RadioPlay play = new RadioPlay();
        play.setRadio(radio);
        play.setArtist(artist);
        play.setTitle(title);
        play.setPlays(plays);
        return play;
    }

    public String getRadio() {
        return radio;
    }

    public void setRadio(String radio) {
        this.radio = radio;
    }

    public String getArtist() {
        return artist;
    }

    public void setArtist(String artist) {
        this.artist = artist;
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
