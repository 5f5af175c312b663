//! The folder's logo: a PNG made into plain pixels, an SVG into outlines (`svg`). Which it is, is told by its bytes, never by
//! its name.

use std::io::Cursor;

use png::{ColorType, Decoder, Transformations};

use super::folder::{Folder, Input};
use super::svg;
use crate::domain::picture::{Content, Picture};
use crate::finding::{Findings, FolderProblem, Place};

/// The name of the logo's file without ending, in the folder itself.
pub(super) const STEM: &str = "logotyp";
/// Pixels each way: at 6 cm more than 800 to the inch.
const MOST: u32 = 2000;
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether a file's name is the logo's, whatever its ending.
pub(super) fn is_logo(name: &str) -> bool {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    stem.to_lowercase() == STEM && !ending.is_empty()
}

/// The one logo that can be printed, and what is wrong with the folder's logos.
pub fn logo(folder: &Folder) -> (Option<Picture>, Findings) {
    let mut findings = Findings::default();
    let logos: Vec<&Input> = folder.inputs.iter().filter(|input| is_logo(&input.seen.path)).collect();
    let mut read: Vec<(&Input, Picture)> = Vec::new();
    for input in &logos {
        match picture(input) {
            Ok(picture) => read.push((input, picture)),
            // Beside one that can be printed another is only in the way.
            Err(problem) if logos.len() == 1 => {
                findings.add(Place::File { file: input.seen.path.clone() }, problem);
            }
            Err(_) => {}
        }
    }
    if logos.len() > 1 {
        let used = read.first().map(|(input, _)| input.seen.path.to_string());
        findings.add(Place::Folder, FolderProblem::SeveralLogos { used });
    }
    (read.into_iter().next().map(|(_, picture)| picture), findings)
}

fn picture(input: &Input) -> Result<Picture, FolderProblem> {
    if input.bytes.starts_with(SIGNATURE) {
        return pixels(input);
    }
    if svg::is_svg(&input.bytes) {
        return svg::drawing(&input.bytes, &input.seen.sha256);
    }
    Err(FolderProblem::LogoFormat)
}

fn pixels(input: &Input) -> Result<Picture, FolderProblem> {
    let damaged = |_| FolderProblem::LogoDamaged;
    let mut decoder = Decoder::new(Cursor::new(&input.bytes));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width.max(height) > MOST {
        return Err(FolderProblem::LogoTooLarge { width, height, most: MOST });
    }
    let size = reader.output_buffer_size().ok_or(FolderProblem::LogoDamaged)?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).map_err(damaged)?;
    samples.truncate(frame.buffer_size());
    let pixels: Vec<u8> = match frame.color_type {
        ColorType::Rgba => samples.chunks_exact(4).flat_map(|p| on_white([p[0], p[1], p[2]], p[3])).collect(),
        ColorType::GrayscaleAlpha => {
            samples.chunks_exact(2).flat_map(|p| on_white([p[0]; 3], p[1])).collect()
        }
        ColorType::Rgb => samples,
        ColorType::Grayscale => samples.iter().flat_map(|grey| [*grey; 3]).collect(),
        ColorType::Indexed => return Err(FolderProblem::LogoDamaged),
    };
    Ok(Picture { width, height, content: Content::Pixels(pixels.into()), sha256: input.seen.sha256.clone() })
}

/// A pixel as it looks on paper: transparency needs no place in an archive.
fn on_white(colour: [u8; 3], alpha: u8) -> [u8; 3] {
    let (opaque, through) = (u32::from(alpha), 255 - u32::from(alpha));
    colour.map(|channel| ((u32::from(channel) * opaque + 255 * through + 127) / 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::{is_logo, logo, on_white};
    use crate::domain::picture::Content;
    use crate::finding::{FolderProblem, Problem};
    use crate::source::folder::read;
    use std::fs;

    fn png(width: u32, height: u32, colour: png::ColorType, samples: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(samples).expect("pixels");
        writer.finish().expect("an end");
        bytes
    }

    /// Pixels of the logo, and the problems of a folder with these files.
    fn found(files: &[(&str, &[u8])]) -> (Option<Vec<u8>>, Vec<Problem>) {
        let root = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes) in files {
            fs::write(root.path().join(name), bytes).expect("a file");
        }
        let (picture, findings) = logo(&read(root.path()).expect("a folder"));
        let problems = findings.iter().map(|one| one.problem.clone()).collect();
        let pixels = picture.map(|picture| match picture.content {
            Content::Pixels(pixels) => pixels.to_vec(),
            Content::Outlines(outlines) => panic!("{outlines:?}"),
        });
        (pixels, problems)
    }

    #[test]
    fn every_kind_of_png_becomes_plain_pixels() {
        let red = vec![255, 0, 0];
        let rgb = png(1, 1, png::ColorType::Rgb, &red);
        assert_eq!(found(&[("Logotyp.PNG", &rgb)]), (Some(red), Vec::new()));
        let clear = png(1, 1, png::ColorType::Rgba, &[255, 0, 0, 0]);
        assert_eq!(found(&[("logotyp.png", &clear)]).0, Some(vec![255; 3]));
        let grey = png(2, 1, png::ColorType::Grayscale, &[0, 200]);
        assert_eq!(found(&[("logotyp.png", &grey)]).0, Some(vec![0, 0, 0, 200, 200, 200]));
        assert_eq!(on_white([255, 0, 0], 127), [255, 128, 128]);
    }

    #[test]
    fn other_files_are_refused_by_what_they_are() {
        let svg = b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".as_slice();
        assert_eq!(found(&[("logotyp.svg", svg)]).1, [FolderProblem::LogoEmpty.into()]);
        assert_eq!(found(&[("logotyp.png", svg)]).1, [FolderProblem::LogoEmpty.into()]);
        let jpeg = b"\xff\xd8\xff\xe0 JFIF".as_slice();
        assert_eq!(found(&[("logotyp.png", jpeg)]).1, [FolderProblem::LogoFormat.into()]);
        let whole = png(9, 9, png::ColorType::Rgb, &[7; 243]);
        for cut in [8, 20, 40, whole.len() - 20] {
            assert_eq!(
                found(&[("logotyp.png", &whole[..cut])]).1,
                [FolderProblem::LogoDamaged.into()],
                "{cut}"
            );
        }
        let wide = png(2001, 1, png::ColorType::Grayscale, &[0; 2001]);
        let problem = FolderProblem::LogoTooLarge { width: 2001, height: 1, most: 2000 };
        assert_eq!(found(&[("logotyp.png", &wide)]), (None, vec![problem.into()]));
    }

    #[test]
    fn of_several_the_one_that_can_be_printed_is_used() {
        let dot = png(1, 1, png::ColorType::Grayscale, &[9]);
        let (pixels, problems) = found(&[("logotyp.png", &dot), ("logotyp.svg", b"<svg/>")]);
        assert_eq!(pixels, Some(vec![9; 3]));
        assert_eq!(problems, [FolderProblem::SeveralLogos { used: Some("logotyp.png".to_string()) }.into()]);
        assert_eq!(found(&[]), (None, Vec::new()));
        assert!(!is_logo("logotyp") && !is_logo("logotyp2.png") && !is_logo("logotyp.gammal.png"));
    }
}
